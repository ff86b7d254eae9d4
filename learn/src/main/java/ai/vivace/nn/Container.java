package ai.vivace.nn;

/** Marks a layer whose children are given to it, not made by it: its {@linkplain LayerTree description} holds theirs. */
public interface Container {}
