package ai.vivace.vision.generate;

import ai.vivace.base.InputException;

/** Decides which side learns from the next batch. */
@FunctionalInterface
public interface Switcher {
    /**
     * Who is next.
     *
     * @param turn what has happened since the last change of sides
     */
    Side next(Turn turn);

    /**
     * The turn of one side.
     *
     * @param side whose it is
     * @param batches how many it has learnt from, at least 1
     * @param loss of the last of them
     */
    record Turn(Side side, int batches, double loss) {}

    /**
     * So many batches for the critic, then so many for the generator: fastai's {@code FixedGANSwitcher}.
     *
     * @param critic at least 1; 5 for Wasserstein losses
     * @param generator at least 1
     */
    static Switcher fixed(int critic, int generator) {
        InputException.require(
                critic >= 1 && generator >= 1,
                () -> "Each side learns from at least 1 batch in turn, but came " + critic + " and " + generator + ".");
        return turn ->
                turn.batches() < (turn.side() == Side.CRITIC ? critic : generator) ? turn.side() : other(turn.side());
    }

    /**
     * Each side goes on until its loss is below a threshold: fastai's {@code AdaptiveGANSwitcher}. Infinity is a threshold that every
     * loss is below.
     *
     * @param critic the critic's threshold
     * @param generator the generator's
     */
    static Switcher adaptive(double critic, double generator) {
        InputException.require(
                !Double.isNaN(critic) && !Double.isNaN(generator),
                () -> "Thresholds of losses must be numbers, but came " + critic + " and " + generator + ".");
        return turn ->
                turn.loss() < (turn.side() == Side.CRITIC ? critic : generator) ? other(turn.side()) : turn.side();
    }

    private static Side other(Side side) {
        return side == Side.CRITIC ? Side.GENERATOR : Side.CRITIC;
    }
}
