package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * A straight rise, a long stay at the highest rate, and a fall at the end (WSD: Hu et al. 2024): the stable part can be made longer
 * later, and the fall is short. Momentum is left alone.
 *
 * @param warmUpShare the share of the training in which the rate rises from 0; from 0 to below 1, default 0.05
 * @param decayShare the share of the training in which it falls; above 0, with the rise at most 1, default 0.2
 * @param lastShare the last rate through the highest; from 0 to 1, default 0
 * @param fall the shape of the fall; default {@link Fall#ROOT}
 */
public record WarmUpStableDecay(double warmUpShare, double decayShare, double lastShare, Fall fall) implements Policy {
    /** The shape of the fall. */
    public enum Fall {
        /** A straight line. */
        LINEAR,
        /** 1 − √progress, steep at first: the best of those that Hägele et al. 2024 compare. */
        ROOT
    }

    public WarmUpStableDecay {
        double rise = warmUpShare;
        double end = decayShare;
        InputException.require(
                warmUpShare >= 0 && decayShare > 0 && warmUpShare < 1 && warmUpShare + decayShare <= 1,
                () ->
                        "The shares of warm-up and decay must be at least 0 and above 0, and at most 1 together, but were "
                                + rise + " and " + end + ".");
        Shares.fromZeroToOne("The last rate of a decay, as a share of the highest,", lastShare);
    }

    /** 5 % warm-up, 75 % stable, 20 % decay to 0. */
    public static WarmUpStableDecay standard() {
        return new WarmUpStableDecay(0.05, 0.2, 0, Fall.ROOT);
    }

    public WarmUpStableDecay warmUpShare(double newWarmUpShare) {
        return new WarmUpStableDecay(newWarmUpShare, decayShare, lastShare, fall);
    }

    public WarmUpStableDecay decayShare(double newDecayShare) {
        return new WarmUpStableDecay(warmUpShare, newDecayShare, lastShare, fall);
    }

    public WarmUpStableDecay lastShare(double newLastShare) {
        return new WarmUpStableDecay(warmUpShare, decayShare, newLastShare, fall);
    }

    public WarmUpStableDecay fall(Fall newFall) {
        return new WarmUpStableDecay(warmUpShare, decayShare, lastShare, newFall);
    }

    @Override
    public Schedule factor() {
        double power = fall == Fall.LINEAR ? 1 : 0.5;
        double decayStart = 1 - decayShare;
        return progress -> {
            if (progress < warmUpShare) {
                return progress / warmUpShare;
            }
            if (progress < decayStart) {
                return 1;
            }
            double done = Math.min(1, (progress - decayStart) / decayShare);
            return 1 - (1 - lastShare) * Math.pow(done, power);
        };
    }
}
