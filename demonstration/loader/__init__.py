"""Loads the demonstration content through the models and services of the apps."""
