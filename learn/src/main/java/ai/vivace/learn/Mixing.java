package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * What the callbacks that blend items have in common: partners within the batch, and targets that follow.
 *
 * <p>Class numbers cannot be blended: their losses are, so that the loss must judge each item alone ({@link
 * ai.vivace.loss.Loss#judgesItemsAlone}). Targets with fractions are blended themselves. Only training batches are touched; what is
 * drawn depends on the learner's seed, the epoch and the batch alone.
 */
abstract sealed class Mixing implements Callback permits CutMix, ManifoldMixup, Mixup {
    @Override
    public final Phase phase() {
        return Phase.INPUT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        InputException.require(
                fit.learner().loss().judgesItemsAlone(),
                () -> name() + " mixes the losses of two targets for each item, but "
                        + fit.learner().loss() + " compares items with each other. Leave one of them out.");
        long mixers = fit.learner().callbacks().all().stream()
                .filter(Mixing.class::isInstance)
                .count();
        InputException.require(
                mixers == 1,
                () -> "The learner has " + mixers + " callbacks that mix items (" + name()
                        + " is one), and each would mix what another has mixed. Keep one.");
    }

    /** What messages call it. */
    final String name() {
        return getClass().getSimpleName();
    }

    /** The numbers of this callback's own for a batch. */
    final Rng draws(BatchContext batch) {
        return batch.rng(name());
    }

    /** A partner for each item of a batch, as an index. */
    static Tensor partners(Tensor input, Rng rng) {
        int[] order = rng.split("partners").permutation(Math.toIntExact(input.size(0)));
        return Tensor.ofLongs(Arrays.stream(order).asLongStream().toArray()).to(input.device());
    }

    /** share · own + (1 - share) · partner's, with a share for each item. */
    static Tensor blended(Tensor own, Tensor partners, Tensor shares) {
        long[] sizes = new long[own.rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = own.size(0);
        Tensor other = own.indexSelect(0, partners);
        return other.add(own.sub(other).mul(shares.to(own.dtype()).reshape(sizes)));
    }

    /** Lets targets follow with a share for each item. */
    static void mixTargets(BatchContext batch, Tensor partners, Tensor shares) {
        if (batch.target().dtype().isFloating()) {
            batch.target(blended(batch.target(), partners, shares));
        } else {
            batch.criterion(
                    MixedTargets.ofItems(batch.criterion(), batch.target().indexSelect(0, partners), shares));
        }
    }

    /** Lets targets follow with one share for the batch. */
    static void mixTargets(BatchContext batch, Tensor partners, double share) {
        Tensor other = batch.target().indexSelect(0, partners);
        if (batch.target().dtype().isFloating()) {
            batch.target(other.lerp(batch.target(), share));
        } else {
            batch.criterion(MixedTargets.ofBatch(batch.criterion(), other, share));
        }
    }

    final void requireFractions(Tensor input) {
        InputException.require(
                input.dtype().isFloating(),
                () -> name() + " blends inputs, which must be numbers with fractions, but they are " + input.dtype()
                        + ". Token numbers cannot be blended: take ManifoldMixup after an embedding.");
    }

    /** A share for each item of max(λ, 1 - λ) with λ from Beta(alpha, alpha). */
    static Tensor shares(Tensor input, double alpha, Rng rng) {
        BetaDraws beta = new BetaDraws(alpha);
        Rng stream = rng.split("shares");
        float[] shares = new float[Math.toIntExact(input.size(0))];
        for (int i = 0; i < shares.length; i++) {
            double share = beta.draw(stream);
            shares[i] = (float) Math.max(share, 1 - share);
        }
        return Tensor.of(shares).to(input.device());
    }

    static double checked(double alpha) {
        InputException.require(
                alpha > 0 && Double.isFinite(alpha),
                () -> "The alpha of Beta(alpha, alpha) must be above 0, but is " + alpha + ".");
        return alpha;
    }
}
