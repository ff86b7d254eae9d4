package ai.vivace.nn;

import ai.vivace.tensor.Tensor;

/** Products whose gradients are those of another factor. */
final class Shaken {
    private Shaken() {}

    /** values · forward; gradients flow as through values · backward. */
    static Tensor apart(Tensor values, Tensor forward, Tensor backward) {
        Tensor felt = values.mul(backward);
        return felt.add(values.detach().mul(forward.sub(backward)));
    }
}
