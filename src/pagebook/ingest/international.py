"""International organisations that reports name by their short forms, for books that have not met them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["INTERNATIONAL"]

INTERNATIONAL: Mapping[str, str] = {
    "ADB": "Asian Development Bank",
    "AFD": "Agence Française de Développement",
    "AfDB": "African Development Bank",
    "AIIB": "Asian Infrastructure Investment Bank",
    "CAF": "Development Bank of Latin America and the Caribbean",
    "CARICOM": "Caribbean Community",
    "CDB": "Caribbean Development Bank",
    "EBRD": "European Bank for Reconstruction and Development",
    "ECLAC": "Economic Commission for Latin America and the Caribbean",
    "ECOWAS": "Economic Community of West African States",
    "EIB": "European Investment Bank",
    "ESCAP": "Economic and Social Commission for Asia and the Pacific",
    "FAO": "Food and Agriculture Organization of the United Nations",
    "GEF": "Global Environment Facility",
    "GGGI": "Global Green Growth Institute",
    "GIZ": "Deutsche Gesellschaft für Internationale Zusammenarbeit",
    "IDB": "Inter-American Development Bank",
    "IEA": "International Energy Agency",
    "IFAD": "International Fund for Agricultural Development",
    "IFC": "International Finance Corporation",
    "ILO": "International Labour Organization",
    "IMF": "International Monetary Fund",
    "IRENA": "International Renewable Energy Agency",
    "ITU": "International Telecommunication Union",
    "IUCN": "International Union for Conservation of Nature",
    "JICA": "Japan International Cooperation Agency",
    "KOICA": "Korea International Cooperation Agency",
    "OECD": "Organisation for Economic Co-operation and Development",
    "UNCTAD": "United Nations Conference on Trade and Development",
    "UNDESA": "United Nations Department of Economic and Social Affairs",
    "UNDP": "United Nations Development Programme",
    "UNECA": "United Nations Economic Commission for Africa",
    "UNECE": "United Nations Economic Commission for Europe",
    "UNEP": "United Nations Environment Programme",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization",
    "UNFCCC": "United Nations Framework Convention on Climate Change",
    "UNFPA": "United Nations Population Fund",
    "UNHCR": "United Nations High Commissioner for Refugees",
    "UN-Habitat": "United Nations Human Settlements Programme",
    "UNICEF": "United Nations Children’s Fund",
    "UNIDO": "United Nations Industrial Development Organization",
    "UNITAR": "United Nations Institute for Training and Research",
    "UN Women": "UN Women",
    "USAID": "United States Agency for International Development",
    "WFP": "World Food Programme",
    "WHO": "World Health Organization",
    "WTO": "World Trade Organization",
    "World Bank": "World Bank",
}
"""Short forms, and names."""
