package ai.vivace.learn;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keeps the best value seen of a monitored number, and for how many epochs there has been no better one. */
final class BestTracker {
    private final Monitor monitor;
    private final double margin;
    private double best;
    private int epochsSince;

    BestTracker(Monitor monitor, double margin) {
        InputException.require(
                margin >= 0 && Double.isFinite(margin), () -> "The margin must be 0 or more, but is " + margin + ".");
        this.monitor = monitor;
        this.margin = margin;
        reset();
    }

    /** Forgets all epochs. */
    void reset() {
        best = monitor.worst();
        epochsSince = 0;
    }

    /** Takes in this epoch's value; true when it is the best so far. */
    boolean improves(FitContext fit) {
        double value = monitor.in(fit);
        if (monitor.better(value, best, margin)) {
            best = value;
            epochsSince = 0;
            return true;
        }
        epochsSince++;
        return false;
    }

    /** The best value; the worst possible before the first epoch. */
    double best() {
        return best;
    }

    /** How many epochs have passed since the best one, or since patience was restarted. */
    int epochsSince() {
        return epochsSince;
    }

    /** Counts epochs from here, keeping the best value. */
    void restartPatience() {
        epochsSince = 0;
    }

    void save(ObjectNode facts) {
        facts.put("best", Double.toString(best)).put("epochsSince", epochsSince);
    }

    void restore(ObjectNode facts) {
        best = Double.parseDouble(facts.path("best").asText());
        epochsSince = facts.path("epochsSince").asInt();
    }
}
