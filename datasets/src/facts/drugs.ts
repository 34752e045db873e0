import { parseTable } from '../table.js';

/** Drugs with their class. */
export const DRUGS: readonly Readonly<Record<'tier' | 'drug' | 'group', string>>[] = parseTable(
  ['tier', 'drug', 'group'],
  `
e|ibuprofen|NSAID
e|naproxen|NSAID
e|penicillin|antibiotic
e|amoxicillin|antibiotic
e|morphine|opioid
e|codeine|opioid
e|insulin glargine|insulin
e|insulin lispro|insulin
e|warfarin|anticoagulant
e|heparin|anticoagulant
e|diazepam|benzodiazepine
e|lorazepam|benzodiazepine
e|fluoxetine|antidepressant
e|sertraline|antidepressant
e|atorvastatin|statin
e|simvastatin|statin
e|propranolol|beta blocker
e|metoprolol|beta blocker
e|cetirizine|antihistamine
e|loratadine|antihistamine
e|prednisone|corticosteroid
e|hydrocortisone|corticosteroid
e|furosemide|diuretic
e|omeprazole|proton pump inhibitor
e|fluconazole|antifungal
e|acyclovir|antiviral
m|diclofenac|NSAID
m|indomethacin|NSAID
m|ketorolac|NSAID
m|meloxicam|NSAID
m|azithromycin|antibiotic
m|erythromycin|antibiotic
m|doxycycline|antibiotic
m|tetracycline|antibiotic
m|ciprofloxacin|antibiotic
m|vancomycin|antibiotic
m|gentamicin|antibiotic
m|cephalexin|antibiotic
m|oxycodone|opioid
m|fentanyl|opioid
m|tramadol|opioid
m|methadone|opioid
m|apixaban|anticoagulant
m|rivaroxaban|anticoagulant
m|dabigatran|anticoagulant
m|alprazolam|benzodiazepine
m|clonazepam|benzodiazepine
m|midazolam|benzodiazepine
m|citalopram|antidepressant
m|escitalopram|antidepressant
m|paroxetine|antidepressant
m|venlafaxine|antidepressant
m|amitriptyline|antidepressant
m|rosuvastatin|statin
m|pravastatin|statin
m|lovastatin|statin
m|atenolol|beta blocker
m|bisoprolol|beta blocker
m|carvedilol|beta blocker
m|enalapril|ACE inhibitor
m|lisinopril|ACE inhibitor
m|ramipril|ACE inhibitor
m|captopril|ACE inhibitor
m|losartan|angiotensin blocker
m|valsartan|angiotensin blocker
m|candesartan|angiotensin blocker
m|amlodipine|calcium channel blocker
m|nifedipine|calcium channel blocker
m|verapamil|calcium channel blocker
m|diltiazem|calcium channel blocker
m|diphenhydramine|antihistamine
m|fexofenadine|antihistamine
m|dexamethasone|corticosteroid
m|prednisolone|corticosteroid
m|budesonide|corticosteroid
m|spironolactone|diuretic
m|hydrochlorothiazide|diuretic
m|pantoprazole|proton pump inhibitor
m|lansoprazole|proton pump inhibitor
m|esomeprazole|proton pump inhibitor
m|haloperidol|antipsychotic
m|olanzapine|antipsychotic
m|risperidone|antipsychotic
m|quetiapine|antipsychotic
m|clozapine|antipsychotic
m|phenytoin|antiepileptic
m|valproate|antiepileptic
m|carbamazepine|antiepileptic
m|lamotrigine|antiepileptic
m|terbinafine|antifungal
m|ketoconazole|antifungal
m|oseltamivir|antiviral
m|zidovudine|antiviral
m|salbutamol|bronchodilator
m|salmeterol|bronchodilator
h|piroxicam|NSAID
h|etodolac|NSAID
h|clarithromycin|antibiotic
h|clindamycin|antibiotic
h|linezolid|antibiotic
h|meropenem|antibiotic
h|levofloxacin|antibiotic
h|minocycline|antibiotic
h|tobramycin|antibiotic
h|nitrofurantoin|antibiotic
h|hydromorphone|opioid
h|buprenorphine|opioid
h|tapentadol|opioid
h|enoxaparin|anticoagulant
h|edoxaban|anticoagulant
h|fondaparinux|anticoagulant
h|temazepam|benzodiazepine
h|oxazepam|benzodiazepine
h|duloxetine|antidepressant
h|mirtazapine|antidepressant
h|nortriptyline|antidepressant
h|imipramine|antidepressant
h|fluvastatin|statin
h|pitavastatin|statin
h|nebivolol|beta blocker
h|nadolol|beta blocker
h|esmolol|beta blocker
h|perindopril|ACE inhibitor
h|quinapril|ACE inhibitor
h|benazepril|ACE inhibitor
h|irbesartan|angiotensin blocker
h|olmesartan|angiotensin blocker
h|telmisartan|angiotensin blocker
h|felodipine|calcium channel blocker
h|nicardipine|calcium channel blocker
h|desloratadine|antihistamine
h|chlorphenamine|antihistamine
h|betamethasone|corticosteroid
h|triamcinolone|corticosteroid
h|bumetanide|diuretic
h|torasemide|diuretic
h|indapamide|diuretic
h|rabeprazole|proton pump inhibitor
h|aripiprazole|antipsychotic
h|ziprasidone|antipsychotic
h|chlorpromazine|antipsychotic
h|levetiracetam|antiepileptic
h|ethosuximide|antiepileptic
h|voriconazole|antifungal
h|itraconazole|antifungal
h|caspofungin|antifungal
h|nystatin|antifungal
h|ganciclovir|antiviral
h|tenofovir|antiviral
h|ribavirin|antiviral
h|formoterol|bronchodilator
h|tiotropium|bronchodilator
h|propofol|general anesthetic
h|ketamine|general anesthetic
h|sevoflurane|general anesthetic
h|lidocaine|local anesthetic
h|bupivacaine|local anesthetic
h|procaine|local anesthetic
h|ondansetron|antiemetic
h|metoclopramide|antiemetic
h|loperamide|antidiarrheal
h|bisacodyl|laxative
h|senna|laxative
h|cisplatin|chemotherapy drug
h|methotrexate|chemotherapy drug
h|doxorubicin|chemotherapy drug
h|paclitaxel|chemotherapy drug
h|chloroquine|antimalarial
h|artemether|antimalarial
h|mefloquine|antimalarial
h|alendronate|bisphosphonate
h|risedronate|bisphosphonate
`,
);
