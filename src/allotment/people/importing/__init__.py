"""How address books become people: read, recognise, decide (pure), store; and back."""
