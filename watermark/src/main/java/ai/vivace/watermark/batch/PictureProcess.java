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
     * All that a result depends on besides the picture's bytes and its task, as a text: what an earlier run has done with equal bytes and an equal
     * text is not done again. Asked for once in a run, and only where it can be gone on with.
     *
     * @throws ai.vivace.base.InputException when what it depends on cannot be read
     */
    String settings();

    /** Whether a result depends on the number of the picture among all; if not, pictures may come and go between runs. */
    default boolean countsPictures() {
        return false;
    }

    /** How much of the heap the work on a picture takes at most, in bytes; eight times its size unless somebody knows better. */
    default long memory(byte[] picture) {
        return 8L * picture.length;
    }
}
