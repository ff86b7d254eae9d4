package ai.vivace.trees;

/**
 * How the rows of a node are separated.
 *
 * @param begin where the node's stretch of the list of {@linkplain NodeRows rows} begins
 * @param end where it ends
 * @param feature whose bins say which rows go left
 * @param goesLeft 1 or 0 for each bin; its length is a power of two
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
record Separation(int begin, int end, int feature, byte[] goesLeft) {
    int rows() {
        return end - begin;
    }
}
