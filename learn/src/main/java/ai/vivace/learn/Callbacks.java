package ai.vivace.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A learner's callbacks in the order of their phases; gives each event to all of them. */
final class Callbacks {
    private final List<Callback> ordered;

    Callbacks(List<Callback> callbacks) {
        ordered = new ArrayList<>(callbacks);
        ordered.sort(Comparator.comparing(Callback::phase));
    }

    Callbacks only(Predicate<Callback> wanted) {
        return new Callbacks(ordered.stream().filter(wanted).toList());
    }

    List<Callback> all() {
        return ordered;
    }

    /** The strongest answer; after END_FIT the remaining callbacks still see the event. */
    <C> Signal ask(C context, BiFunction<Callback, C, Signal> event) {
        Signal strongest = Signal.CONTINUE;
        for (int i = 0; i < ordered.size(); i++) {
            strongest = strongest.or(event.apply(ordered.get(i), context));
        }
        return strongest;
    }

    <C> void tell(C context, BiConsumer<Callback, C> event) {
        for (int i = 0; i < ordered.size(); i++) {
            event.accept(ordered.get(i), context);
        }
    }
}
