package ai.vivace.loss;

import ai.vivace.tensor.Tensor;
import java.util.List;

/** The Lovász extension of the Jaccard loss (Berman 2018): what a set function becomes for errors that are not just 0 or 1. */
final class LovaszExtension {
    private LovaszExtension() {}

    /**
     * The errors, largest first, weighed by what each adds to the Jaccard loss.
     *
     * @param errors [rows, places]
     * @param truth 1 where the mask is, 0 elsewhere, [rows, places]
     * @return [rows]
     */
    static Tensor of(Tensor errors, Tensor truth) {
        Tensor order = errors.detach().neg().sortedOrder();
        Tensor sorted = errors.gather(1, order);
        return sorted.relu().mul(steps(truth.gather(1, order))).sum(1);
    }

    /** How the Jaccard loss grows as one place after the other is wrong. */
    private static Tensor steps(Tensor truth) {
        Tensor size = truth.sum(1).unsqueeze(1);
        Tensor missed = truth.cumulativeSum(1);
        Tensor surplus = truth.neg().add(1).cumulativeSum(1);
        Tensor loss = size.sub(missed).div(size.add(surplus)).neg().add(1);
        long places = loss.size(1);
        if (places == 1) {
            return loss;
        }
        Tensor growth = loss.narrow(1, 1, places - 1).sub(loss.narrow(1, 0, places - 1));
        return Tensor.cat(List.of(loss.narrow(1, 0, 1), growth), 1);
    }
}
