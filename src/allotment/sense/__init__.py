"""What the owner keeps and makes of things: resources, reflections, claims."""
