package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.tensor.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What two learners must have in common for one to go on with the other's training and come to the same result. */
final class RunSettings {
    private static final Logger log = LoggerFactory.getLogger(RunSettings.class);
    private static final String SETTINGS = "settings";
    private static final String THREADS = "threads";
    private static final String AUGMENTATION = "list of changes to training items";
    private static final String FUNCTION = "a function";

    private RunSettings() {}

    static void write(Learner learner, ObjectNode facts) {
        facts.set(SETTINGS, of(learner));
        facts.put(THREADS, Engine.threads());
    }

    /** What is compared, by what messages call it. The normalisation was fitted to the training data and stands for them. */
    private static ObjectNode of(Learner learner) {
        Loader training = learner.data().training();
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("seed", Long.toString(learner.seed()));
        settings.put("data's seed", Long.toString(training.seed()));
        settings.put("number of training items", Integer.toString(training.items()));
        settings.put("batch size", Integer.toString(training.batchSize()));
        // As numbers, as Java's versions write some of them differently.
        ArrayNode normalisation = settings.putArray("normalisation");
        Preprocessing preprocessing = learner.data().preprocessing();
        normalisation.add(preprocessing.scale());
        preprocessing.mean().forEach(normalisation::add);
        preprocessing.deviation().forEach(normalisation::add);
        ArrayNode augmentation = settings.putArray(AUGMENTATION);
        training.transforms().forEach(transform -> augmentation.add(described(transform)));
        training.batchTransforms().forEach(transform -> augmentation.add(described(transform)));
        settings.put("loss", learner.loss().getClass().getSimpleName());
        settings.put("optimizer", learner.optimizerKind());
        ArrayNode groups = settings.putArray("list of parameter groups");
        learner.groups().forEach(group -> groups.add(group.name()));
        ArrayNode callbacks = settings.putArray("list of callbacks that shape training");
        learner.callbacks().only(callback -> callback.phase().shapesTraining()).all().stream()
                .map(callback -> callback.getClass().getSimpleName())
                .forEach(callbacks::add);
        return settings;
    }

    /** What a change of items says of itself: all of a record, the name of another class; functions have neither. */
    private static String described(Object transform) {
        Class<?> type = transform.getClass();
        if (type.isHidden() || type.isSynthetic()) {
            return FUNCTION;
        }
        try {
            boolean saysMore = type.getMethod("toString").getDeclaringClass() != Object.class;
            return saysMore ? transform.toString() : type.getSimpleName();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every class has toString", e);
        }
    }

    /**
     * Compares a checkpoint's with a learner's.
     *
     * @throws InputException when they differ; it says in what
     */
    static void check(Learner learner, ObjectNode facts, Path file) {
        JsonNode saved = facts.path(SETTINGS);
        of(learner).properties().forEach(setting -> {
            JsonNode there = saved.path(setting.getKey());
            // Checkpoints of the first versions say nothing of augmentation.
            boolean isUnknown = setting.getKey().equals(AUGMENTATION) && there.isMissingNode();
            InputException.require(
                    isUnknown || setting.getValue().equals(there),
                    () -> "Checkpoint " + file + " cannot be resumed: its " + setting.getKey() + " is " + shown(there)
                            + ", but here it is " + shown(setting.getValue())
                            + ". Give the data and settings it was written with.");
        });
        Set<String> lacking = new TreeSet<>();
        facts.path("callbacks").fieldNames().forEachRemaining(lacking::add);
        learner.callbacks().resumables().forEach(callback -> lacking.remove(callback.stateName()));
        InputException.require(
                lacking.isEmpty(),
                () -> "Checkpoint " + file + " cannot be resumed: it has the state of the callbacks " + lacking
                        + ", which this learner lacks. Give the callbacks it was written with.");
        int threads = facts.path(THREADS).asInt();
        if (threads != Engine.threads()) {
            log.warn(
                    "Checkpoint {} was written with {} threads of the engine; with {}, the last bits may differ.",
                    file,
                    threads,
                    Engine.threads());
        }
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
