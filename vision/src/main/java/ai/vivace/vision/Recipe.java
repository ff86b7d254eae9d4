package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.Spelling;
import ai.vivace.data.BatchStream;
import ai.vivace.data.ItemTransform;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Kernels;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/** What belongs together when a network for small pictures is trained by one cycle: the network, the data's changes, loss and optimizer. */
public enum Recipe {
    /** A simple network, pictures as they are, cross-entropy, Adam with fastai's settings, and the rate that the finder suggests. */
    PLAIN("plain", "cross-entropy, Adam") {
        @Override
        public Architecture architecture() {
            return Architectures.of("cnn");
        }

        @Override
        public List<ItemTransform> augmentation(Shape picture, Mirror mirror) {
            return mirror.flips();
        }

        @Override
        public LearnerBuilder learner(TrainingData data, UnaryLayer model, long seed) {
            return Learner.of(data, model).seed(seed);
        }

        @Override
        public int batchSize() {
            return 64;
        }

        @Override
        public OptionalDouble rate() {
            return OptionalDouble.empty();
        }
    },

    /**
     * For the best accuracy: {@linkplain Networks#airbench a net after airbench} behind a first layer that whitens, random shifts of up to
     * a fourteenth of the picture, labels smoothed by 0.1, and Adam with decoupled decay of 0.05 at a rate of 0.006.
     */
    STRONG("strong", "whitened pictures moved at random, smoothed labels, strong weight decay") {
        @Override
        public Architecture architecture() {
            return Architectures.of("airbench");
        }

        @Override
        public List<ItemTransform> augmentation(Shape picture, Mirror mirror) {
            int most = Math.toIntExact(Math.max(1, Math.min(picture.size(-2), picture.size(-1)) / SIDES_PER_SHIFT));
            List<ItemTransform> changes = new ArrayList<>(mirror.flips());
            changes.add(new RandomShift(most));
            return List.copyOf(changes);
        }

        @Override
        public LearnerBuilder learner(TrainingData data, UnaryLayer model, long seed) {
            whiten(data, model, seed);
            return Learner.of(data, model)
                    .loss(CrossEntropy.standard().smoothing(SMOOTHING))
                    .optimizer(Adam.standard().weightDecay(DECAY))
                    .seed(seed);
        }

        @Override
        public int batchSize() {
            return 128;
        }

        @Override
        public OptionalDouble rate() {
            return OptionalDouble.of(RATE);
        }
    };

    /** Whether pictures mean the same in a mirror. */
    public enum Mirror {
        /** A mirrored picture is of the same class: clothes, animals. Half of the training pictures are mirrored. */
        SAME {
            @Override
            List<ItemTransform> flips() {
                return List.of(RandomFlip.standard());
            }
        },
        /** A mirrored picture may be of no class or of another: digits, letters. */
        OTHER {
            @Override
            List<ItemTransform> flips() {
                return List.of();
            }
        };

        abstract List<ItemTransform> flips();
    }

    private static final int SIDES_PER_SHIFT = 14;
    private static final double SMOOTHING = 0.1;
    private static final double DECAY = 0.05;
    private static final double RATE = 6e-3;

    /** Added to patches' variances: far below what is in a picture, far above what is noise. */
    private static final double WHITENING_EPSILON = 5e-3;

    private final String label;
    private final String description;

    Recipe(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** The network it is made for; it trains others too. */
    public abstract Architecture architecture();

    /**
     * What happens to training pictures at random: for {@link TrainingData.Builder#augmentation}.
     *
     * @param picture the shape of one picture: [channels, height, width]
     */
    public abstract List<ItemTransform> augmentation(Shape picture, Mirror mirror);

    /**
     * A learner of a model on data, to which metrics and callbacks may be added.
     *
     * @param data with this recipe's {@link #augmentation}
     * @param seed what initialisation and dropout follow from
     */
    public abstract LearnerBuilder learner(TrainingData data, UnaryLayer model, long seed);

    /** How many pictures are in a batch, which its rate goes with. */
    public abstract int batchSize();

    /** The highest rate of its cycle; empty where the finder is to suggest one. */
    public abstract OptionalDouble rate();

    /** The name it is asked for by. */
    public String label() {
        return label;
    }

    /** What it is, in a few words. */
    public String description() {
        return description;
    }

    /** The names of all recipes. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Recipe::label).toList();
    }

    /**
     * The recipe of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static Recipe of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(recipe -> recipe.label.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("recipe", name, labels())));
    }

    /** Fits the whitening layer, if the model has one, to the first training batch. */
    private static void whiten(TrainingData data, UnaryLayer model, long seed) {
        String weight = Networks.WHITENING + ".weight";
        if (!model.parameters().containsKey(weight)) {
            return;
        }
        try (Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            // A loader has at least one batch.
            Tensor pictures = Objects.requireNonNull(batches.next()).input();
            model.parameter(weight)
                    .initialize(
                            Kernels.whitening(pictures, WHITENING_EPSILON),
                            Rng.of(seed).split(weight));
        }
    }
}
