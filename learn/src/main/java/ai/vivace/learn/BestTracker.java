package ai.vivace.learn;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keeps the best value seen of a monitored number, and for how many epochs there has been no better one. */
final class BestTracker {
    private final Monitor monitor;
    private final double margin;
    private final double marginShare;
    private double best;
    private int epochsSince;

    BestTracker(Monitor monitor, double margin) {
        this(monitor, margin, 0);
    }

    /** An improvement counts when it is by more than the margin and a share of the best value together. */
    BestTracker(Monitor monitor, double margin, double marginShare) {
        InputException.require(
                margin >= 0 && Double.isFinite(margin), () -> "The margin must be 0 or more, but is " + margin + ".");
        this.monitor = monitor;
        this.margin = margin;
        this.marginShare = marginShare;
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
        double relative = Double.isFinite(best) ? marginShare * Math.abs(best) : 0;
        if (monitor.better(value, best, margin + relative)) {
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
