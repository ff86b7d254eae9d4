package ai.vivace.lab;

/** Is told how far an experiment is. */
@FunctionalInterface
public interface Progress {
    /**
     * Something begins.
     *
     * @param what in a few words
     * @param share of the whole experiment that is done, 0 to 1
     */
    void at(String what, double share);

    /** Nobody watches. */
    static Progress silent() {
        return (what, share) -> {};
    }

    /** Progress of a part as progress of the whole: its 0 is the whole's start, its 1 the whole's end. */
    default Progress part(double start, double end) {
        return (what, share) -> at(what, start + share * (end - start));
    }
}
