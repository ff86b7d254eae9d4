package ai.vivace.watermark.batch;

/** What is done to each picture of a batch. Several threads call it at once; equal arguments must give equal results. */
public interface PictureProcess {
    /**
     * Makes the new file of a picture.
     *
     * @param picture the file's bytes
     * @throws ai.vivace.base.InputException when it cannot be done; the batch lists the picture with the message and goes on
     */
    Processed apply(byte[] picture, PictureTask task);

    /**
     * All that a result depends on besides the picture's bytes, as a text: what an earlier run has done with equal bytes and an equal text is
     * not done again.
     */
    String settings(PictureTask task);

    /** How much of the heap the work on a picture takes at most, in bytes; eight times its size unless somebody knows better. */
    default long memory(byte[] picture) {
        return 8L * picture.length;
    }
}
