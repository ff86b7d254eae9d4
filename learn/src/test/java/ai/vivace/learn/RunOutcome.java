package ai.vivace.learn;

import java.util.List;
import java.util.Map;

/** All that two runs must have in common, bit for bit. */
record RunOutcome(
        List<StepRow> steps, List<Evaluation> evaluations, Map<String, String> model, Map<String, String> optimizer) {
    static RunOutcome of(Learner learner) {
        return new RunOutcome(
                List.copyOf(learner.history().steps()),
                learner.history().epochs().stream().map(EpochRow::evaluation).toList(),
                Blobs.bits(learner.model().state()),
                Blobs.bits(learner.optimizer().state().tensors()));
    }
}
