package ai.vivace.learn;

/**
 * Something that keeps a model from learning, or may.
 *
 * @param kind what it is, with its usual cause and what to do about it
 * @param where the layer, the parameter, or what else it was found in
 * @param text what was measured, in one sentence
 */
public record Finding(Kind kind, String where, String text) {
    /** How bad a finding is. */
    public enum Severity {
        /** Worth a look; healthy trainings may have it for a while. */
        NOTE,
        /** The model learns badly or not at all like this. */
        PROBLEM
    }

    /** What can be found. */
    public enum Kind {
        /** A layer gives NaN or infinite values. */
        NOT_FINITE(
                Severity.PROBLEM,
                "Numbers overflow, or a root, logarithm or quotient has no value there.",
                "Look at the inputs of this layer; draw its weights smaller, or add a small number below the line."),
        /** Inputs are all the same, or far from having a deviation of 1. */
        INPUT_SCALE(
                Severity.PROBLEM,
                "Inputs are not normalised, or hold nothing: weights are drawn for inputs of mean 0 and deviation 1.",
                "Fit the preprocessing to the training data (TrainingData does unless told otherwise), and look at the data."),
        /** Units have the same weights and the same gradients, and so stay the same for ever. */
        SYMMETRIC_UNITS(
                Severity.PROBLEM,
                "They started at one constant, so each learns what the others learn: together they are one unit. The value of the"
                        + " constant does not matter; zero is only one of them.",
                "Draw the weights at random: Initialization.kaiming(...) or the layers' own rules. Biases, norm layers and the last"
                        + " layer may start at a constant."),
        /** ReLUs that are 0 for every item of a batch. */
        DEAD_UNITS(
                Severity.PROBLEM,
                "Their inputs are negative for every item, so they get no gradient. A high rate or a large negative bias has"
                        + " thrown them there, or nothing varies in what they see.",
                "Lower the rate or warm it up, draw weights for ReLU (Kaiming), put a norm layer before, or take LeakyRelu or GELU."),
        /** Functions that are flat where their inputs are. */
        SATURATED_UNITS(
                Severity.PROBLEM,
                "Inputs of the function are so large that it is flat there, so gradients vanish although the outputs look fine.",
                "Draw the weights smaller (Xavier with the function's gain), normalise the inputs, or put a norm layer before."),
        /** The signal dies on its way to the output. */
        VANISHING_SIGNAL(
                Severity.PROBLEM,
                "Each layer makes the signal smaller; what all items have in common, the biases, is all that arrives.",
                "Draw weights that keep the deviation: Kaiming for ReLU, Xavier for tanh; or add norm layers or shortcuts."),
        /** The signal grows on its way to the output. */
        EXPLODING_SIGNAL(
                Severity.PROBLEM,
                "Each layer makes the signal larger, until the loss is huge or overflows.",
                "Draw weights that keep the deviation: Kaiming for ReLU, Xavier for tanh; or add norm layers."),
        /** Gradients die on their way to the input. */
        VANISHING_GRADIENT(
                Severity.PROBLEM,
                "Each layer makes the gradient smaller, so the first layers hardly learn.",
                "Draw weights by the mean of both fans or by fan out, add norm layers or shortcuts, or take fewer layers."),
        /** Gradients grow on their way to the input. */
        EXPLODING_GRADIENT(
                Severity.PROBLEM,
                "Each layer makes the gradient larger, so the first layers jump.",
                "Draw smaller weights, add norm layers, or bound gradients with GradientClip."),
        /** A trainable parameter that the loss does not depend on. */
        NO_GRADIENT(
                Severity.PROBLEM,
                "The loss was not computed from it: the layer is not used, or its output was detached.",
                "Use the layer in the forward pass, or freeze the parameter."),
        /** A first loss far above that of guessing. */
        HIGH_INITIAL_LOSS(
                Severity.PROBLEM,
                "The model starts sure of wrong answers: its last layer is drawn too large, or targets and outputs do not belong"
                        + " together.",
                "Draw the last layer smaller or start it at zero, and check the order of classes."),
        /** A loss that stays where guessing by frequency is. */
        ONLY_THE_PRIOR(
                Severity.PROBLEM,
                "The model has learnt nothing but how frequent the classes are: it does not use its input. The rate is far too low"
                        + " or so high that units died, inputs and targets do not belong together, or nothing gets through.",
                "Run check() on the model, look at some items with their targets, and find a rate with findRate()."),
        /** A training loss that stays above the validation loss. */
        TRAINING_ABOVE_VALIDATION(
                Severity.NOTE,
                "What acts in training only makes its items harder to answer than they are in validation. This is as it should be.",
                "None, while the validation loss falls: judge settings by it. If both losses stay high, the model is held back:"
                        + " weaken what acts in training, or train longer."),
        /** A rate that is far from what the finder suggested. */
        RATE_FAR_FROM_FINDER(
                Severity.NOTE,
                "The finder's curve is of this model and these data, but the fit does not go by it.",
                "Take the finder's suggestion(), or look at its chart() if there is a reason for another rate."),
        /** Steps that are tiny compared with the weights. */
        SMALL_UPDATES(
                Severity.NOTE,
                "The rate is too low for this layer, or its gradient vanishes.",
                "Raise the rate (findRate() suggests one), or check() the model for vanishing gradients."),
        /** Steps that are large compared with the weights. */
        LARGE_UPDATES(
                Severity.NOTE,
                "The rate is high for this layer. Adam at the top of a one-cycle schedule may do so for a while without harm.",
                "If the loss jumps or stays high, lower the rate, warm it up longer, or bound gradients with GradientClip.");

        private final Severity severity;
        private final String cause;
        private final String fix;

        Kind(Severity severity, String cause, String fix) {
            this.severity = severity;
            this.cause = cause;
            this.fix = fix;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }

        /** Why it mostly is so. */
        public String cause() {
            return cause;
        }

        /** What to do about it. */
        public String fix() {
            return fix;
        }
    }

    /** Whether the model learns badly or not at all like this. */
    public boolean isProblem() {
        return kind.severity() == Severity.PROBLEM;
    }

    /** What was found where, why, and what to do: three lines. */
    @Override
    public String toString() {
        return where + ": " + text + "\n   cause: " + kind.cause() + "\n   fix:   " + kind.fix();
    }
}
