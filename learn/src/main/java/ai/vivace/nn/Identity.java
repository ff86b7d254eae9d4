package ai.vivace.nn;

import ai.vivace.tensor.Tensor;

/** Gives back what it gets: a place holder for a layer that is left out. */
public final class Identity extends UnaryLayer {
    private Identity() {}

    /** The layer; it has no settings. */
    public static Identity of() {
        return new Identity();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input;
    }
}
