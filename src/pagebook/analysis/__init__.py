"""Pure computation: frames in, numbers and words out; reads nothing, draws nothing."""
