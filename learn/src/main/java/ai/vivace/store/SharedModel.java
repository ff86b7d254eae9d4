package ai.vivace.store;

import ai.vivace.base.InputException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** An exported model that any number of threads use at a time. Its memory goes when all that began before it was closed are done. */
public final class SharedModel implements AutoCloseable {
    private final ExportedModel model;

    /** Uses read, closing writes. */
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    private boolean closed;

    private SharedModel(ExportedModel model) {
        this.model = model;
    }

    /** A model, which is closed by this from then on. */
    public static SharedModel of(ExportedModel model) {
        return new SharedModel(model);
    }

    /** The model; to compute with it is safe inside of {@link #use}. */
    public ExportedModel model() {
        return model;
    }

    /**
     * Computes something with the model.
     *
     * @throws InputException when it has been closed
     */
    public <T> T use(Supplier<T> computation) {
        inUse.readLock().lock();
        try {
            InputException.require(!closed, () -> "The predictor has been closed. Open the model again.");
            return computation.get();
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Frees the model's memory, once computations under way are done; a second time it does nothing. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
