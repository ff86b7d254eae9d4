package ai.vivace.data;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which items could not be read; each counts once, however many epochs meet it. */
final class SkippedItems {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final int MESSAGES = 10;

    private final BitSet items = new BitSet();
    private final TreeMap<Integer, String> messages = new TreeMap<>();

    synchronized void add(int index, String message) {
        if (items.get(index)) {
            return;
        }
        items.set(index);
        messages.put(index, message);
        if (messages.size() > MESSAGES) {
            messages.pollLastEntry();
        }
        if (items.cardinality() <= MESSAGES) {
            LOG.warn("Skipped: {}", message);
        } else if (items.cardinality() == MESSAGES + 1) {
            LOG.warn("Skipped more than {} items; further ones are only counted.", MESSAGES);
        }
    }

    synchronized int count() {
        return items.cardinality();
    }

    /** The messages of the first skipped items, by the items' numbers: the same for any number of workers. */
    synchronized List<String> messages() {
        return List.copyOf(messages.values());
    }
}
