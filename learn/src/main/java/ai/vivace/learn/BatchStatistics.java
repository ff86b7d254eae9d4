package ai.vivace.learn;

import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.nn.BatchNorm;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.List;

/** Computes batch-norm statistics anew for weights they were not gathered with, by one pass over the training data. */
final class BatchStatistics {
    private BatchStatistics() {}

    static void recompute(Learner learner) {
        List<BatchNorm> norms = new ArrayList<>();
        learner.model().walk((path, layer) -> {
            if (layer instanceof BatchNorm norm) {
                norms.add(norm);
            }
        });
        if (norms.isEmpty()) {
            return;
        }
        boolean wasTraining = learner.model().isTraining();
        learner.model().train();
        norms.forEach(BatchNorm::restartStatistics);
        try (BatchStream stream = learner.data().training().epoch(0)) {
            Autograd.off(() -> {
                boolean more = true;
                while (more) {
                    try (var scope = Scope.open()) {
                        Batch batch = stream.next();
                        more = batch != null;
                        if (batch != null) {
                            learner.model().apply(batch.input());
                        }
                    }
                }
            });
        } finally {
            norms.forEach(BatchNorm::endCumulativeStatistics);
            if (!wasTraining) {
                learner.model().eval();
            }
        }
    }
}
