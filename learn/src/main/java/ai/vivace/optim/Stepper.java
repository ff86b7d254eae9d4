package ai.vivace.optim;

/** A part of an optimizer's rule: it moves parameters, updates state or replaces the gradients that later parts see. */
@FunctionalInterface
public interface Stepper {
    /**
     * Does its part for parameters of one group. Called without gradient recording, inside a scope, when the parts before this one have
     * done theirs for all groups.
     */
    void step(Step step);

    /** Does what is to be done once for all parameters, before this part's turn at the first of them. */
    default void begin(SharedNumbers shared) {}
}
