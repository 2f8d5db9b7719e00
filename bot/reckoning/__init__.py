"""The arithmetic of the calculators: exact, pure, each source named by the ids of its facts."""
