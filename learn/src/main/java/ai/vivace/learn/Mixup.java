package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;

/**
 * Mixup (Zhang 2017): trains on blends of two items, share · x + (1 - share) · partner, with targets blended alike.
 *
 * <p>As in fastai, each item has a share of its own, drawn from Beta(alpha, alpha), of which the larger of share and 1 - share is
 * taken, so that an item stays the main part of its blend; the paper draws one for a batch. For class numbers the losses are blended,
 * and the mean is over all items. The recorded training loss is that of the blends: it is higher than that of validation.
 */
public final class Mixup extends Mixing {
    private final double alpha;

    private Mixup(double alpha) {
        this.alpha = checked(alpha);
    }

    /** With fastai's alpha of 0.4. */
    public static Mixup standard() {
        return of(0.4);
    }

    /**
     * With shares from Beta(alpha, alpha).
     *
     * @param alpha above 0; the larger, the more is mixed; 0.2 to 0.4 are usual, 1 for CIFAR
     */
    public static Mixup of(double alpha) {
        return new Mixup(alpha);
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Tensor input = batch.input();
        requireFractions(input);
        Rng rng = draws(batch);
        Tensor partners = partners(input, rng);
        Tensor shares = shares(input, alpha, rng);
        batch.input(blended(input, partners, shares));
        mixTargets(batch, partners, shares);
        return Signal.CONTINUE;
    }
}
