package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * Social Security and Medicare taxes of employees, employers and the self-employed.
 *
 * @param wageBase wages and net earnings above this bear no Social Security tax, in dollars
 * @param employeeSocialSecurity rate of the employee
 * @param employeeMedicare rate of the employee
 * @param employerSocialSecurity rate of the employer
 * @param employerMedicare rate of the employer
 * @param selfSocialSecurity rate of the self-employed
 * @param selfMedicare rate of the self-employed
 * @param netEarningsFactor the part of profit that counts as net earnings, 0.9235
 * @param leastNetEarnings below this there is no self-employment tax
 * @param deductibleShare the part of the tax that lowers income, 0.5
 * @param additionalMedicareWithheldOver an employer withholds Additional Medicare Tax on wages above this
 * @param citation where the numbers are from
 */
public record Payroll(
        BigDecimal wageBase,
        BigDecimal employeeSocialSecurity,
        BigDecimal employeeMedicare,
        BigDecimal employerSocialSecurity,
        BigDecimal employerMedicare,
        BigDecimal selfSocialSecurity,
        BigDecimal selfMedicare,
        BigDecimal netEarningsFactor,
        BigDecimal leastNetEarnings,
        BigDecimal deductibleShare,
        BigDecimal additionalMedicareWithheldOver,
        Citation citation) {
    static Payroll of(LawGroup group, LawGroup additionalMedicare) {
        return new Payroll(
                group.decimal("social_security_wage_base"),
                group.decimal("employee_social_security_rate"),
                group.decimal("employee_medicare_rate"),
                group.decimal("employer_social_security_rate"),
                group.decimal("employer_medicare_rate"),
                group.decimal("self_employment_social_security_rate"),
                group.decimal("self_employment_medicare_rate"),
                group.decimal("net_earnings_factor"),
                group.decimal("minimum_net_earnings_for_se_tax"),
                group.decimal("deductible_share_of_se_tax"),
                additionalMedicare.decimal("employer_withholding_threshold"),
                group.citation());
    }
}
