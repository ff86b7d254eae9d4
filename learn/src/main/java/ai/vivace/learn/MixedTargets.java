package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A loss of items that have two targets each: share · loss(own target) + (1 - share) · loss(partner's target). The own targets come
 * as the target, the partners' are held here.
 */
final class MixedTargets implements Loss {
    private final Loss loss;
    private final Tensor partners;
    private final double share;
    private final @Nullable Tensor shares;

    private MixedTargets(Loss loss, Tensor partners, double share, @Nullable Tensor shares) {
        this.loss = loss;
        this.partners = partners;
        this.share = share;
        this.shares = shares;
    }

    /** One share for the whole batch: the loss's own mean of each kind of target, whatever that leaves out or weighs. */
    static MixedTargets ofBatch(Loss loss, Tensor partners, double share) {
        return new MixedTargets(loss, partners, share, null);
    }

    /** A share for each item, as a vector; the mean is over all items, and what the loss ignores counts as 0. */
    static MixedTargets ofItems(Loss loss, Tensor partners, Tensor shares) {
        return new MixedTargets(loss, partners, Double.NaN, shares);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return shares == null
                ? loss.mean(output, target)
                        .mul(share)
                        .add(loss.mean(output, partners).mul(1 - share))
                : each(output, target).mean();
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor own = vector(output, target);
        Tensor other = vector(output, partners);
        return shares == null
                ? own.mul(share).add(other.mul(1 - share))
                : other.add(own.sub(other).mul(shares.to(own.dtype())));
    }

    private Tensor vector(Tensor output, Tensor target) {
        Tensor each = loss.each(output, target);
        InputException.require(
                each.rank() == 1 && each.size(0) == target.size(0),
                () -> "Mixed targets need a loss that gives one number for each of " + target.size(0) + " items, but "
                        + loss + " gave shape " + each.shape() + ". Take cross-entropy, say, or train without mixing.");
        return each;
    }

    @Override
    public Tensor activate(Tensor output) {
        return loss.activate(output);
    }

    @Override
    public Tensor decode(Tensor output) {
        return loss.decode(output);
    }
}
