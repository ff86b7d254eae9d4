package ai.vivace.learn;

import java.util.function.Consumer;

/** Looks at batches once their loss is known, after all that change it, and ends the fit after a number of steps. */
record Looking(int steps, Consumer<BatchContext> look) implements Callback {
    /** At the first batch alone. */
    static Looking once(Consumer<BatchContext> look) {
        return new Looking(1, look);
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        look.accept(batch);
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        return batch.fit().step() + 1 == steps ? Signal.END_FIT : Signal.CONTINUE;
    }
}
