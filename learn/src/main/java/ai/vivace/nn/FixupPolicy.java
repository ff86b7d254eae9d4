package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Fixup;
import ai.vivace.init.Initializers;
import java.util.Locale;

/** Fixup's rules for a whole model; see {@link Fixup}. */
final class FixupPolicy implements Choices.Policy {
    @Override
    public void choose(Anatomy anatomy, Choices choices) {
        InputException.require(
                !anatomy.branches().isEmpty(),
                () -> "Fixup scales the weights of residual branches, but the model has none. Build it of Residual"
                        + " layers, or use LSUV.");
        choices.zeroBiases(anatomy);
        for (Anatomy.Place place : anatomy.weights()) {
            weight(anatomy, place, choices);
        }
        notes(anatomy, choices);
    }

    /** The rule of one weight of a model with residual branches. */
    static void weight(Anatomy anatomy, Anatomy.Place place, Choices choices) {
        Anatomy.Branch branch = place.branch();
        Anatomy.Following following = place.following();
        int branches = anatomy.branches().size();
        if (place == anatomy.output()) {
            choices.weight(
                    place,
                    Initializers.zeros(),
                    "zeros",
                    "Fixup: the output layer; the loss starts at that of a guess");
        } else if (branch == null) {
            choices.weight(
                    place,
                    Initializers.kaimingNormal(following.gain(), Fans.Mode.IN, place.fans()),
                    "Kaiming normal by fan in",
                    "outside of residual branches; " + following.name() + " follows");
        } else if (branch.isLast(place)) {
            choices.weight(
                    place,
                    Initializers.zeros(),
                    "zeros",
                    "Fixup: the last of its branch; blocks start as their shortcut");
        } else {
            int weights = branch.weights().size();
            choices.weight(
                    place,
                    Fixup.weight(following.gain(), branches, weights),
                    String.format(Locale.ROOT, "Kaiming normal by fan in, times %.4f", Fixup.factor(branches, weights)),
                    "Fixup: one of " + weights + " weights of one of " + branches + " branches; " + following.name()
                            + " follows");
        }
    }

    static void notes(Anatomy anatomy, Choices choices) {
        if (anatomy.places().stream().noneMatch(place -> place.layer() instanceof ScalarBias)
                || anatomy.branches().stream().anyMatch(branch -> !branch.isScaled())) {
            choices.note("Fixup works best with a ScalarBias before each weight and activation of a branch and a"
                    + " BranchScale.scalar(1) of each; the model lacks some of them.");
        }
        if (anatomy.branches().stream().anyMatch(Anatomy.Branch::hasNorm)) {
            choices.note("Fixup is for nets without norm layers, but some branches have them.");
        }
    }
}
