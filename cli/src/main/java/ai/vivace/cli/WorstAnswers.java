package ai.vivace.cli;

import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The answers of a model that are worst: wrong ones, and where there are hardly any, right ones that nearly were not.
 *
 * @param mistakes wrong answers, the highest loss first
 * @param hardest right answers, the highest loss first; empty when there are mistakes enough
 */
record WorstAnswers(List<Mistake> mistakes, List<Mistake> hardest) {
    private static final int KEPT = 12;
    private static final int PRINTED = 5;

    /** With fewer mistakes than this, there is more to learn from hard pictures. */
    private static final int FEW = 3;

    WorstAnswers {
        mistakes = List.copyOf(mistakes);
        hardest = List.copyOf(hardest);
    }

    /**
     * Answers of one kind.
     *
     * @param name in one word, for files
     * @param heading for people
     * @param answers at least one
     */
    record Kind(String name, String heading, List<Mistake> answers) {
        /** The first answers as a table. */
        TextTable table(int count) {
            TextTable.Builder table = TextTable.of("item", "is", "taken for", "loss", "probability of the truth");
            answers.stream()
                    .limit(count)
                    .forEach(answer -> table.row(
                            answer.description(),
                            answer.actual(),
                            answer.predicted(),
                            answer.loss(),
                            answer.probability()));
            return table.build();
        }
    }

    /** The kinds that there are. */
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        if (!mistakes.isEmpty()) {
            kinds.add(new Kind("mistakes", "Worst mistakes", mistakes));
        }
        if (!hardest.isEmpty()) {
            kinds.add(new Kind("hardest", "Hardest pictures", hardest));
        }
        return kinds;
    }

    void print(Console console) {
        if (mistakes.isEmpty()) {
            console.print("No mistakes.");
            console.print("");
        }
        for (Kind kind : kinds()) {
            console.print(kind.heading());
            console.print(kind.table(PRINTED).render(console.style()));
            console.print("");
        }
    }

    /** Takes answers as they come and keeps the worst. */
    static final class Collector {
        private static final Comparator<Mistake> MILDEST_FIRST =
                Comparator.comparingDouble(Mistake::loss).thenComparing(Mistake::index, Comparator.reverseOrder());

        private final PriorityQueue<Mistake> wrong = new PriorityQueue<>(MILDEST_FIRST);
        private final PriorityQueue<Mistake> right = new PriorityQueue<>(MILDEST_FIRST);

        void add(Mistake answer) {
            PriorityQueue<Mistake> queue = answer.predicted().equals(answer.actual()) ? right : wrong;
            queue.add(answer);
            if (queue.size() > KEPT) {
                queue.remove();
            }
        }

        WorstAnswers worst() {
            return new WorstAnswers(descending(wrong), wrong.size() < FEW ? descending(right) : List.of());
        }

        private static List<Mistake> descending(PriorityQueue<Mistake> queue) {
            return queue.stream().sorted(MILDEST_FIRST.reversed()).toList();
        }
    }
}
