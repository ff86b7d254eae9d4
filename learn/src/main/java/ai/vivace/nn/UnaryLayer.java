package ai.vivace.nn;

import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A layer that takes one tensor and gives one; such layers compose in {@link Sequential}. */
public abstract class UnaryLayer extends Layer {
    /** Open observations of any layer. */
    private static final AtomicInteger OBSERVATIONS = new AtomicInteger();

    private final List<Observer> observers = new ArrayList<>(0);

    /** Sees what goes into and comes out of a layer. */
    @FunctionalInterface
    public interface Observer {
        void seen(UnaryLayer layer, Tensor input, Tensor output);
    }

    /** Sees what goes into and comes out of any layer of a model. */
    @FunctionalInterface
    public interface ModelObserver {
        /**
         * Told of one use, after those of the layers within.
         *
         * @param path of the layer in the model; empty for the model itself
         */
        void seen(String path, UnaryLayer layer, Tensor input, Tensor output);
    }

    /** A registration that ends when it is closed. */
    public interface Observation extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Computes the output.
     *
     * @throws TensorException when the input does not fit; it names the layer, the operation and the shapes
     */
    public final Tensor apply(Tensor input) {
        Tensor output;
        try {
            output = forward(input);
        } catch (LayerException e) {
            throw e;
        } catch (TensorException e) {
            throw new LayerException(this, e);
        }
        for (Observer observer : observers) {
            observer.seen(this, input, output);
        }
        return output;
    }

    /**
     * What the layer does; called through {@link #apply}. What it returns belongs to the caller, who may close it: a layer that needs
     * it later too returns a view of it.
     */
    protected abstract Tensor forward(Tensor input);

    /** Lets an observer see every use of this layer until the observation is closed. */
    public final Observation observe(Observer observer) {
        observers.add(observer);
        OBSERVATIONS.incrementAndGet();
        return () -> {
            if (observers.remove(observer)) {
                OBSERVATIONS.decrementAndGet();
            }
        };
    }

    /** Lets an observer see every use of a model, and of those layers in it that take one tensor, until the observation is closed. */
    public static Observation observeAll(Layer model, ModelObserver observer) {
        List<Observation> observations = new ArrayList<>();
        model.walk((path, layer) -> {
            if (layer instanceof UnaryLayer unary) {
                observations.add(unary.observe((seen, input, output) -> observer.seen(path, seen, input, output)));
            }
        });
        return () -> observations.forEach(Observation::close);
    }

    /** Whether anything observes any layer, and so may hold what goes from one to the next. */
    static boolean areObserved() {
        return OBSERVATIONS.get() > 0;
    }

    /**
     * What each layer below this one gives and how many parameters it has, found by one run on float32 zeros.
     *
     * @param inputShape an input's shape, with the batch's dimension
     */
    public final Summary summary(Shape inputShape) {
        try (Scope scope = Scope.open()) {
            return summary(Tensor.zeros(inputShape));
        }
    }

    /** As {@link #summary(Shape)}, by a run on a given input: class numbers for an {@link Embedding}, say. */
    public final Summary summary(Tensor input) {
        return Summary.of(this, input);
    }

    private static final class LayerException extends TensorException {
        private static final long serialVersionUID = 1;

        LayerException(UnaryLayer layer, TensorException cause) {
            super(layer + ": " + cause.getMessage(), cause);
        }
    }
}
