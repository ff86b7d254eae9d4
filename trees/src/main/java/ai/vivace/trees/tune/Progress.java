package ai.vivace.trees.tune;

/** Hears how far work has come. It is called by one thread at a time, though not always the same. */
@FunctionalInterface
public interface Progress {
    /**
     * A piece of the work has ended.
     *
     * @param done how many have
     * @param all how many there are
     * @param what which one, and what came of it
     */
    void ended(int done, int all, String what);

    /** Hears nothing. */
    static Progress silent() {
        return (done, all, what) -> {};
    }
}
