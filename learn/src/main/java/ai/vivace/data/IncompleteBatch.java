package ai.vivace.data;

/** What happens to the items at the end of an epoch that do not fill a batch. */
public enum IncompleteBatch {
    /** They make a smaller batch. */
    KEEP,
    /** They are left out of the epoch, unless they are all there is. */
    DROP
}
