package ai.vivace.nn;

/** A layer with batch norms inside that go into the convolutions or linear layers before them; see {@link Folding}. */
public interface Foldable {
    /** A copy of the layer, as in use, that computes the same without those batch norms. */
    UnaryLayer folded();
}
