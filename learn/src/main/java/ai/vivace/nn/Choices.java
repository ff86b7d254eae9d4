package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What policies have decided for a model's parameters; the last decision for a parameter holds. */
final class Choices {
    /** The scheme of what no policy decided for. */
    static final String OWN_RULE = "the layer's default";

    private final Map<String, Choice> byPath = new LinkedHashMap<>();
    private final Set<String> calibrated = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Decides for some of a model's parameters. */
    @FunctionalInterface
    interface Policy {
        void choose(Anatomy anatomy, Choices choices);
    }

    /**
     * How a parameter starts.
     *
     * @param rule the rule, or null for the parameter's own
     * @param scheme the rule in words
     * @param why the reason, or ""
     */
    record Choice(@Nullable Initializer rule, String scheme, String why) {
        static final Choice OWN = new Choice(null, OWN_RULE, "");
    }

    void set(Anatomy.Place place, String name, Initializer rule, String scheme, String why) {
        byPath.put(Anatomy.join(place.path(), name), new Choice(rule, scheme, why));
    }

    /** For a place's weight. */
    void weight(Anatomy.Place place, Initializer rule, String scheme, String why) {
        Parameter weight = place.weight();
        place.layer().ownParameters().forEach((name, parameter) -> {
            if (parameter == weight) {
                set(place, name, rule, scheme, why);
            }
        });
    }

    /** Zeros for all biases of a model but those of embeddings and norm layers. */
    void zeroBiases(Anatomy anatomy) {
        for (Anatomy.Place place : anatomy.places()) {
            place.layer().ownParameters().forEach((name, parameter) -> {
                if (parameter.role() == Parameter.Role.BIAS && !(place.layer() instanceof Embedding)) {
                    set(place, name, Initializers.zeros(), "zeros", "");
                }
            });
        }
    }

    /** The bias of the model's output layer. */
    void outputBias(Anatomy anatomy, Initializer rule, String scheme, String why) {
        Anatomy.Place output = anatomy.output();
        List<String> biases = new ArrayList<>();
        if (output != null) {
            output.layer().ownParameters().forEach((name, parameter) -> {
                if (parameter.role() == Parameter.Role.BIAS) {
                    biases.add(name);
                    set(output, name, rule, scheme, why);
                }
            });
        }
        InputException.require(
                !biases.isEmpty(),
                () -> scheme + " is for the bias of the output layer, but "
                        + (output == null
                                ? "the model ends in no linear or convolution layer."
                                : output.layer() + " at \"" + output.path() + "\" has none.")
                        + " Give the model one.");
    }

    /** The layer's output variance is to be brought to 1 on a batch. */
    void calibrate(Anatomy.Place place) {
        calibrated.add(place.path());
    }

    void note(String text) {
        notes.add(text);
    }

    Choice of(String path) {
        return byPath.getOrDefault(path, Choice.OWN);
    }

    Set<String> calibrated() {
        return Collections.unmodifiableSet(calibrated);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
