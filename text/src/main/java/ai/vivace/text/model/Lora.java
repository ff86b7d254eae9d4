package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.store.Safetensors;
import ai.vivace.store.SafetensorsFile;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Low-rank adapters (LoRA, Hu 2021) on a model: fine-tuning that trains a few small matrices and leaves all else as it was.
 *
 * <p>Adapters are files of their own, under the names of the PEFT library: {@code base_model.model.}, the projection's path, {@code
 * .lora_A.weight} or {@code .lora_B.weight}. One model has one set of adapters at a time.
 */
public final class Lora {
    private static final String PREFIX = "base_model.model.";
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";

    private final Layer model;
    private final LowRank how;
    private final Map<String, Projection> adapted;

    private Lora(Layer model, LowRank how, Map<String, Projection> adapted) {
        this.model = model;
        this.how = how;
        this.adapted = adapted;
    }

    /**
     * Adds adapters to a model and excludes all else from training. They start so that the model computes what it did.
     *
     * @param rng from which A is drawn, each from the stream of its path
     * @throws InputException when a target fits no projection, or the model has adapters already
     */
    public static Lora add(Layer model, LowRank how, Rng rng) {
        Map<String, Projection> projections = projections(model);
        Map<String, Projection> adapted = new LinkedHashMap<>();
        projections.forEach((path, projection) -> {
            if (how.fits(path)) {
                adapted.put(path, projection);
            }
        });
        for (String target : how.targets()) {
            InputException.require(
                    adapted.keySet().stream().anyMatch(path -> path.equals(target) || path.endsWith("." + target)),
                    () -> "No projection of the model is called \"" + target + "\". Its projections end with "
                            + endings(projections) + ".");
        }
        InputException.require(
                projections.values().stream().noneMatch(Projection::isAdapted),
                () -> "The model already has adapters. Remove them before adding others.");
        model.freeze();
        adapted.forEach((path, projection) -> {
            projection.adapt(how);
            projection.children().forEach((name, factor) -> factor.ownParameters()
                    .forEach((own, parameter) -> parameter.initialize(rng.split(path + "." + name + "." + own))));
        });
        return new Lora(model, how, adapted);
    }

    private static Map<String, Projection> projections(Layer model) {
        Map<String, Projection> projections = new LinkedHashMap<>();
        model.walk((path, layer) -> {
            if (layer instanceof Projection projection) {
                projections.put(path, projection);
            }
        });
        return projections;
    }

    private static Set<String> endings(Map<String, Projection> projections) {
        Set<String> endings = new TreeSet<>();
        projections.keySet().forEach(path -> endings.add(path.substring(path.lastIndexOf('.') + 1)));
        return endings;
    }

    /** What the adapters are. */
    public LowRank how() {
        return how;
    }

    /** How many parameters are trained. */
    public long parameterCount() {
        return state().keySet().stream()
                .mapToLong(name -> parameter(name).shape().elements())
                .sum();
    }

    private Parameter parameter(String name) {
        return model.parameter(name.substring(PREFIX.length()));
    }

    /** The adapters' values under PEFT's names; the tensors are the model's own. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> all = model.state();
        Map<String, Tensor> state = new LinkedHashMap<>();
        adapted.keySet().forEach(path -> {
            state.put(PREFIX + path + DOWN, Objects.requireNonNull(all.get(path + DOWN)));
            state.put(PREFIX + path + UP, Objects.requireNonNull(all.get(path + UP)));
        });
        return state;
    }

    /** Writes the adapters, without the model. */
    public void save(Path file) {
        try (Scope scope = Scope.open()) {
            Safetensors.write(
                    file,
                    state(),
                    Map.of(
                            "rank", Long.toString(how.rank()),
                            "alpha", Double.toString(how.alpha())));
        }
    }

    /**
     * Reads adapters of the same rank and places.
     *
     * @throws InputException when one is missing, too many or of another shape, and nothing has changed; or the file cannot be read
     */
    public void load(Path file) {
        try (Scope scope = Scope.open();
                SafetensorsFile read = Safetensors.read(file)) {
            Map<String, Tensor> own = state();
            Map<String, Tensor> given = read.tensors();
            InputException.require(
                    given.keySet().equals(own.keySet()),
                    () -> file + " has adapters of other places: expected " + own.size() + " as " + first(own)
                            + ", but came " + given.size() + " as " + first(given) + ".");
            given.forEach((name, value) -> InputException.require(
                    value.shape().equals(parameter(name).shape()),
                    () -> file + ": \"" + name + "\" should have shape "
                            + parameter(name).shape() + ", but has " + value.shape()
                            + ". Add adapters of the file's rank."));
            boolean merged = adapted.values().stream().anyMatch(Projection::isMerged);
            unmerge();
            given.forEach((name, value) -> parameter(name).assign(value));
            if (merged) {
                merge();
            }
        }
    }

    private static String first(Map<String, Tensor> state) {
        return state.keySet().stream().findFirst().orElse("nothing");
    }

    /** Adds the adapters to the weights, so that using the model costs nothing more; training has no effect on it then. */
    public void merge() {
        adapted.values().forEach(Projection::merge);
    }

    /** Takes the adapters out of the weights again, which then are to the bit what they were. */
    public void unmerge() {
        adapted.values().forEach(Projection::unmerge);
    }

    /** Takes the adapters away, as if there had been none, and includes all parameters in training. */
    public void remove() {
        adapted.values().forEach(Projection::withoutAdapter);
        model.unfreeze();
    }
}
