package ai.vivace.nn;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.GateOrder;
import ai.vivace.init.Initializers;
import ai.vivace.init.Recurrent;
import ai.vivace.init.Transformers;
import ai.vivace.tensor.Nonlinearity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Chooses for each parameter by what stands around it. */
final class RecommendedPolicy implements Choices.Policy {
    private static final double SMALL = 0.01;
    private static final int LSTM_GATES = 4;

    @Override
    public void choose(Anatomy anatomy, Choices choices) {
        if (anatomy.places().stream().anyMatch(place -> place.layer() instanceof Sine)) {
            new SirenPolicy().choose(anatomy, choices);
            return;
        }
        choices.zeroBiases(anatomy);
        boolean transformer = anatomy.branches().stream().anyMatch(Anatomy.Branch::beginsWithLayerNorm);
        for (Anatomy.Place place : anatomy.places()) {
            if (place.isRecurrent()) {
                recurrent(place, choices);
            } else if (place.layer() instanceof Embedding embedding && transformer) {
                choices.set(
                        place,
                        "weight",
                        embedding.padded(Transformers.gpt2()),
                        "N(0, 0.02)",
                        "the embedding of a transformer");
            } else if (place.isWeight()) {
                weight(anatomy, place, transformer, choices);
            }
        }
        zeroClosingNorms(anatomy, choices);
        notes(anatomy, choices);
    }

    /** Norm layers that end a residual branch start at 0, so that blocks start as their shortcut (Goyal 2017). */
    static void zeroClosingNorms(Anatomy anatomy, Choices choices) {
        for (Anatomy.Branch branch : anatomy.branches()) {
            Anatomy.Place norm = branch.closingNorm();
            if (norm != null && norm.layer().ownParameters().containsKey("weight")) {
                choices.set(
                        norm,
                        "weight",
                        Initializers.zeros(),
                        "zeros",
                        "ends a residual branch: blocks start as their shortcut");
            }
        }
    }

    private static void weight(Anatomy anatomy, Anatomy.Place place, boolean transformer, Choices choices) {
        Anatomy.Branch branch = place.branch();
        boolean fixup =
                branch == null ? anatomy.branches().stream().anyMatch(RecommendedPolicy::isBare) : isBare(branch);
        if (transformer) {
            transformer(anatomy, place, choices);
        } else if (fixup) {
            FixupPolicy.weight(anatomy, place, choices);
            FixupPolicy.notes(anatomy, choices);
        } else if (place == anatomy.output()) {
            output(anatomy, place, choices);
        } else {
            hidden(place, choices);
        }
    }

    /** Whether nothing in a branch keeps its size in bounds. */
    private static boolean isBare(Anatomy.Branch branch) {
        return !branch.hasNorm() && !branch.startsSmall();
    }

    private static void transformer(Anatomy anatomy, Anatomy.Place place, Choices choices) {
        Anatomy.Branch branch = place.branch();
        int branches = anatomy.branches().size();
        if (branch != null && branch.isLast(place)) {
            double deviation = 0.02 / Math.sqrt((double) branches);
            choices.weight(
                    place,
                    Initializers.normal(0, deviation),
                    String.format(Locale.ROOT, "N(0, %.6f)", deviation),
                    "the last of one of " + branches + " pre-norm branches, which add up: 0.02/√" + branches);
        } else {
            choices.weight(place, Transformers.gpt2(), "N(0, 0.02)", "a transformer of the pre-norm kind");
        }
    }

    private static void output(Anatomy anatomy, Anatomy.Place place, Choices choices) {
        if (place.isNormalised() || anatomy.weights().size() == 1) {
            choices.weight(
                    place,
                    Initializers.normal(0, SMALL),
                    "N(0, 0.01)",
                    "the output layer: the loss starts at that of a guess");
        } else {
            choices.weight(
                    place, Initializers.lecunNormal(), "LeCun normal", "the output layer: no activation follows");
            if (wantsCalibration(anatomy)) {
                choices.calibrate(place);
            }
        }
    }

    private static void hidden(Anatomy.Place place, Choices choices) {
        Anatomy.Following following = place.following();
        Nonlinearity function =
                following.layer() instanceof Activation activation ? activation.function() : Nonlinearity.RELU;
        String follows = following.name() + " follows";
        switch (function) {
            case SELU ->
                choices.weight(
                        place, Initializers.lecunNormal(), "LeCun normal", follows + ": it keeps variance 1 by itself");
            case TANH ->
                choices.weight(
                        place,
                        Initializers.xavierNormal(Gain.pytorch(function)),
                        "Xavier normal, gain 5/3",
                        follows + ": kept from fading over many layers");
            case SIGMOID ->
                choices.weight(place, Initializers.xavierNormal(Gain.pytorch(function)), "Xavier normal", follows);
            default -> rectified(place, following, follows, choices);
        }
    }

    private static void rectified(Anatomy.Place place, Anatomy.Following following, String follows, Choices choices) {
        if (place.isNormalised()) {
            choices.weight(
                    place,
                    Initializers.kaimingNormal(following.gain(), Fans.Mode.OUT, place.fans()),
                    "Kaiming normal by fan out",
                    follows + "; norm layers look after the way forward, this after the way back");
        } else {
            choices.weight(
                    place,
                    Initializers.kaimingNormal(following.gain(), Fans.Mode.IN, place.fans()),
                    "Kaiming normal by fan in",
                    follows + ", without a norm layer");
            if (place.branch() == null) {
                choices.calibrate(place);
            }
        }
    }

    private static boolean wantsCalibration(Anatomy anatomy) {
        return anatomy.weights().stream().anyMatch(place -> {
            Anatomy.Following following = place.following();
            boolean rectified = !(following.layer() instanceof Activation activation)
                    || !List.of(Nonlinearity.SELU, Nonlinearity.TANH, Nonlinearity.SIGMOID)
                            .contains(activation.function());
            return place != anatomy.output() && rectified && !place.isNormalised() && place.branch() == null;
        });
    }

    private static void recurrent(Anatomy.Place place, Choices choices) {
        place.layer().ownParameters().forEach((name, parameter) -> {
            if (name.startsWith("weight_hh")) {
                int gates = gates(parameter);
                choices.set(
                        place,
                        name,
                        Recurrent.recurrentWeights(gates),
                        "orthogonal, each of " + gates,
                        "recurrent: what is remembered neither grows nor fades");
            } else if (name.startsWith("weight_ih")) {
                int gates = gates(Objects.requireNonNull(
                        place.layer().ownParameters().get(name.replace("_ih", "_hh")),
                        name + " without its weight_hh"));
                choices.set(
                        place,
                        name,
                        Recurrent.inputWeights(gates),
                        "Xavier uniform, each of " + gates,
                        "input of a recurrent layer with tanh and sigmoid");
            } else if (name.startsWith("bias_ih") && isLstm(place, name)) {
                choices.set(
                        place,
                        name,
                        Recurrent.forgetBias(1, GateOrder.INPUT_FORGET_CELL_OUTPUT),
                        "forget gate 1, else zeros",
                        "an LSTM that starts remembering; its other bias is 0");
            }
        });
    }

    private static boolean isLstm(Anatomy.Place place, String bias) {
        Parameter recurrent = place.layer().ownParameters().get(bias.replace("bias_ih", "weight_hh"));
        return recurrent != null && gates(recurrent) == LSTM_GATES;
    }

    private static int gates(Parameter recurrentWeight) {
        return Math.toIntExact(
                recurrentWeight.shape().size(0) / recurrentWeight.shape().size(1));
    }

    private static void notes(Anatomy anatomy, Choices choices) {
        boolean selu = anatomy.places().stream()
                .anyMatch(place ->
                        place.layer() instanceof Activation activation && activation.function() == Nonlinearity.SELU);
        for (Anatomy.Place place : anatomy.places()) {
            if (selu && place.layer() instanceof Dropout) {
                choices.note("Dropout at \"" + place.path()
                        + "\" changes the mean and variance that SELU keeps; use alpha" + " dropout.");
            }
        }
    }
}
