package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.init.Siren;
import java.util.List;

/** The rules of sine networks for a whole model; see {@link Siren}. Biases keep their default. */
final class SirenPolicy implements Choices.Policy {
    @Override
    public void choose(Anatomy anatomy, Choices choices) {
        InputException.require(
                anatomy.places().stream().anyMatch(place -> place.layer() instanceof Sine),
                () -> "SIREN's rules are for nets with Sine layers, but the model has none.");
        double omega = Siren.OMEGA;
        List<Anatomy.Place> weights = anatomy.weights();
        for (Anatomy.Place place : weights) {
            if (place.following().layer() instanceof Sine sine) {
                omega = sine.omega();
            }
            if (place == weights.get(0)) {
                choices.weight(place, Siren.first(), "SIREN's first layer", "it reads the coordinates");
            } else {
                choices.weight(
                        place,
                        Siren.hidden(omega),
                        "SIREN, omega " + omega,
                        place.following().layer() instanceof Sine ? "a sine follows" : "after the last sine");
            }
        }
    }
}
