package ai.vivace.nn;

/** Marks a layer that draws at random in training; {@link Layer#drawing} lets such layers draw in use too. */
public interface Stochastic {}
