package ai.vivace.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaves one detection of each thing (non-maximum suppression). */
public final class Suppression {
    private Suppression() {}

    /**
     * Of each class, from the surest on, keeps what overlaps with nothing kept before by more than a limit. Exactly the limit stays.
     *
     * @param found in any order; of equal scores the earlier comes first
     * @param overlap intersection over union, 0 to 1
     * @return the kept ones of all classes, from the surest on
     */
    public static List<Detection> apply(List<Detection> found, double overlap) {
        List<Detection> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            boolean seen = kept.stream()
                    .anyMatch(before -> before.category() == candidate.category()
                            && before.box().intersectionOverUnion(candidate.box()) > overlap);
            if (!seen) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
