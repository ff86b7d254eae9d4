package ai.vivace.optim;

/** A part of an optimizer's rule: it moves parameters, updates state or replaces the gradients that later parts see. */
@FunctionalInterface
public interface Stepper {
    /** Does its part for parameters of one group. Called without gradient recording, inside a scope. */
    void step(Step step);
}
