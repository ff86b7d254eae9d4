package ai.vivace.watermark.batch;

/** Is told of a batch while it runs, by one thread at a time. */
@FunctionalInterface
public interface BatchListener {
    /**
     * The work on a picture has ended.
     *
     * @param done how many have ended, with this one
     * @param all how many there are
     */
    void ended(int done, int all, PictureOutcome outcome);
}
