package ai.vivace.learn;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A learner's callbacks in the order of their phases; gives each event to all of them. */
final class Callbacks {
    private final List<Callback> ordered;
    private Phase phase = Phase.COMPUTE;
    private Signal answer = Signal.CONTINUE;

    Callbacks(List<Callback> callbacks) {
        ordered = new ArrayList<>(callbacks);
        ordered.sort(Comparator.comparing(Callback::phase));
        Set<String> names = new HashSet<>();
        for (Resumable callback : resumables()) {
            InputException.require(
                    names.add(callback.stateName()),
                    () -> "Two callbacks of the learner store their state as \"" + callback.stateName()
                            + "\". Leave one out.");
        }
    }

    Callbacks only(Predicate<Callback> wanted) {
        return new Callbacks(ordered.stream().filter(wanted).toList());
    }

    List<Callback> all() {
        return ordered;
    }

    /** Those whose state a checkpoint must hold. */
    List<Resumable> resumables() {
        return ordered.stream()
                .filter(Resumable.class::isInstance)
                .map(Resumable.class::cast)
                .toList();
    }

    /** The strongest answer. All callbacks see the event, whatever those before them have answered. */
    <C> Signal ask(C context, BiFunction<Callback, C, Signal> event) {
        answer = Signal.CONTINUE;
        for (int i = 0; i < ordered.size(); i++) {
            Callback callback = ordered.get(i);
            phase = callback.phase();
            answer = answer.or(event.apply(callback, context));
        }
        return answer;
    }

    /** The phase of the callback that is being asked. */
    Phase phase() {
        return phase;
    }

    /** The strongest answer so far to what is being asked. */
    Signal answer() {
        return answer;
    }

    <C> void tell(C context, BiConsumer<Callback, C> event) {
        for (int i = 0; i < ordered.size(); i++) {
            event.accept(ordered.get(i), context);
        }
    }

    /** The end of a fit, however it comes. */
    @FunctionalInterface
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Closing this makes the learner fit for use and then closes every callback, also those after one that fails; of several
     * failures the first is thrown and carries the others.
     */
    Closing closing(FitContext fit) {
        return () -> {
            Throwable failure = attempt(fit.learner()::settle, null);
            for (Callback callback : ordered) {
                failure = attempt(() -> callback.close(fit), failure);
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        };
    }

    private static @Nullable Throwable attempt(Runnable body, @Nullable Throwable before) {
        try {
            body.run();
            return before;
        } catch (RuntimeException | Error e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }
}
