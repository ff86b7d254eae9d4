package ai.vivace.loss;

import ai.vivace.tensor.Tensor;

/** A loss of class numbers that leaves out another number than usual. */
record Ignoring(ClassLoss base, long ignored) implements ClassLoss {
    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        return base.rows(logits, target);
    }

    @Override
    public ClassLoss ignoring(long number) {
        return base.ignoring(number);
    }

    @Override
    public Tensor activate(Tensor output) {
        return base.activate(output);
    }

    @Override
    public Tensor decode(Tensor output) {
        return base.decode(output);
    }

    @Override
    public String toString() {
        return base + " ignoring " + ignored;
    }
}
