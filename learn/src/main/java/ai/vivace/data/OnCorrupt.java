package ai.vivace.data;

/** What happens when an item cannot be read. */
public enum OnCorrupt {
    /** Stop with an error that names the item. */
    FAIL,
    /** Leave the item out, say so in the log, and count it; its batch is one item smaller. */
    SKIP
}
