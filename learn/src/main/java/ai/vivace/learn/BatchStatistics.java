package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.nn.BatchNorm;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import java.util.List;

/** Precise batch norm (Wu and Johnson 2021): statistics for weights that they were not gathered with. */
public final class BatchStatistics {
    private BatchStatistics() {}

    /**
     * Computes the running statistics of all batch norms but the fixed ones anew, as the plain mean over the batches of one pass over the training data,
     * with augmentation and dropout as in training. Weights stay. For weights that were averaged, or that moved much in the last
     * batches.
     */
    public static void recompute(Learner learner) {
        List<BatchNorm> norms = BatchNorm.in(learner.model()).stream()
                .filter(norm -> !norm.hasFixedStatistics())
                .toList();
        if (norms.isEmpty()) {
            return;
        }
        Rng draws = Rng.of(learner.seed()).split("statistics");
        norms.forEach(BatchNorm::restartStatistics);
        try {
            learner.model()
                    .training(() -> Autograd.off(() -> {
                        try (BatchStream stream = learner.data().training().epoch(0)) {
                            for (int number = 0; pass(learner, stream, draws.split(number)); number++) {}
                        }
                        return norms;
                    }));
        } finally {
            norms.forEach(BatchNorm::endCumulativeStatistics);
        }
    }

    private static boolean pass(Learner learner, BatchStream stream, Rng draws) {
        try (Scope scope = Scope.open()) {
            Batch batch = stream.next();
            if (batch == null) {
                return false;
            }
            Engine.seed(draws);
            learner.model().apply(batch.input());
            return true;
        }
    }
}
