package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Optional;

/**
 * The one-cycle policy (Smith 2018, with fastai's cosines and defaults): the rate rises from a fraction to its highest, then
 * falls to nearly nothing, while momentum moves the other way.
 *
 * @param division the first rate is the highest divided by this; at least 1, default 25
 * @param finalDivision the last rate is the highest divided by this; at least 1, default 1e5
 * @param riseShare the share of the training in which the rate rises; between 0 and 1, default 0.25
 * @param momenta first, lowest (where the rate is highest) and last momentum; each from 0 to below 1, default 0.95, 0.85, 0.95
 */
public record OneCycle(double division, double finalDivision, double riseShare, List<Double> momenta)
        implements Policy {
    private static final OneCycle STANDARD = new OneCycle(25, 1e5, 0.25, List.of(0.95, 0.85, 0.95));

    public OneCycle {
        momenta = List.copyOf(momenta);
        InputException.require(
                division >= 1 && finalDivision >= 1,
                () -> "A one-cycle's divisions must be at least 1, but were " + division + " and " + finalDivision
                        + ".");
        InputException.require(
                riseShare > 0 && riseShare < 1,
                () -> "The share of a one-cycle in which the rate rises must be between 0 and 1, but was " + riseShare
                        + ".");
        String text = momenta.toString();
        InputException.require(
                momenta.size() == 3 && momenta.stream().allMatch(momentum -> momentum >= 0 && momentum < 1),
                () -> "A one-cycle takes three momenta, each from 0 to below 1, but they were " + text + ".");
    }

    /** fastai's defaults. */
    public static OneCycle standard() {
        return STANDARD;
    }

    /** The same with another first division. */
    public OneCycle division(double newDivision) {
        return new OneCycle(newDivision, finalDivision, riseShare, momenta);
    }

    /** The same with another final division. */
    public OneCycle finalDivision(double newFinalDivision) {
        return new OneCycle(division, newFinalDivision, riseShare, momenta);
    }

    /** The same with another share of the training in which the rate rises. */
    public OneCycle riseShare(double newRiseShare) {
        return new OneCycle(division, finalDivision, newRiseShare, momenta);
    }

    /** The same with other momenta. */
    public OneCycle momenta(double first, double lowest, double last) {
        return new OneCycle(division, finalDivision, riseShare, List.of(first, lowest, last));
    }

    @Override
    public Schedule factor() {
        return Schedule.cosine(1 / division, 1).then(1 - riseShare, Schedule.cosine(1, 1 / finalDivision));
    }

    @Override
    public Optional<Schedule> momentum() {
        return Optional.of(Schedule.cosine(momenta.get(0), momenta.get(1))
                .then(1 - riseShare, Schedule.cosine(momenta.get(1), momenta.get(2))));
    }
}
