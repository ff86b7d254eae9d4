package ai.vivace.nn;

import java.util.List;

/** A layer that adds what a branch computes to a shortcut. Rules for starting values treat what is in a branch otherwise. */
public interface ResidualBlock {
    /** Those of the layer's children that make up the branch, in the order in which data flows. */
    List<Layer> branch();
}
