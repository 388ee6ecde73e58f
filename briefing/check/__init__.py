"""What can be wrong with a desk, beyond what reading a file tells: rules, their explanations, and fixes. Pure."""
