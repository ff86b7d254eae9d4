package ai.vivace.learn;

import ai.vivace.nn.DropBlock2d;

/** Lets every {@link DropBlock2d} of the model drop nothing at the start of a fit and all it may at the end, linearly (Ghiasi 2018). */
public final class RisingDropBlock implements Callback {
    private RisingDropBlock() {}

    /** Linear in the number of batches. */
    public static RisingDropBlock linear() {
        return new RisingDropBlock();
    }

    @Override
    public Phase phase() {
        return Phase.SCHEDULE;
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        share(batch.fit(), batch.fit().progress());
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        share(fit, 1);
    }

    private static void share(FitContext fit, double share) {
        fit.learner().model().walk((path, layer) -> {
            if (layer instanceof DropBlock2d block) {
                block.share(share);
            }
        });
    }
}
